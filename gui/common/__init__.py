"""What every view shares: palette, theme, language, selection, names, settings."""
