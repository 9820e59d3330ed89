"""Copies of articles on the reader's device: the service worker, the page of saved articles, the web app manifest."""
