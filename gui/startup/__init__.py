"""What happens before and around the window: display, launch, crash reports, opened files."""
