// Runs right after the toolbar, before it is painted.
bantin.draw(document.currentScript.previousElementSibling)
