// Runs right after the toolbar, or the form of the settings page, before it is painted.
bantin.updateControls()
