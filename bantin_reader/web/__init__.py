"""The web interface. A view reads the request, calls one service and renders a template."""
