"""Articles and headlines on other sites: frames, the host script and oEmbed."""
