"""Blueprints, one a file. A view reads the request, calls one service, renders."""
