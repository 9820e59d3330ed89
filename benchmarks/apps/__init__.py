"""What the site is measured against. Each is given the finished page by the environment's BENCHMARK_PAGE."""
