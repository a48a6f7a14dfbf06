"""The main window's frame: menus, toolbar, docks, status bar, and the centre with its parts."""
