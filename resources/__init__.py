"""Files the application reads: scenarios, icons, translations. No code."""
