"""What the product does, one verb a file; built by constructor, tested without a request."""
