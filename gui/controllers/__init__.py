"""What carries a request from the window to where it is done."""
