"""Snippets as editors paste them into host pages, and a script that records messages and heights there."""

from __future__ import annotations

from dataclasses import dataclass

# Records every message to the host's window, and every height that its frames get.
RECORDER = """<script>
const heard = [], heights = []
addEventListener('message', ({ origin, data }) => heard.push({ origin, data }))
new MutationObserver((changes) => heights.push(...changes.map(({ target }) => target.offsetHeight)))
  .observe(document, { subtree: true, attributeFilter: ['style', 'height'] })
</script>"""


@dataclass(frozen=True)
class Snippets:
    """`ours` is the origin of the embedded site."""

    ours: str

    def frame(self, path: str, attributes: str = "", *, id: str = "embed", height: int = 720) -> str:
        source = f"{self.ours}/embed{path}".replace("&", "&amp;")
        return (
            f'<iframe id="{id}" src="{source}" title="Embed {id}" width="100%" height="{height}" '
            f'style="border:0" {attributes}></iframe>'
        )

    @property
    def script(self) -> str:
        return f'<script async src="{self.ours}/embed/v1.js"></script>'

    def whole(self, path: str, attributes: str = "") -> str:
        """The whole snippet: the plain link, the frame, the script."""
        link = f'<blockquote id="plain"><p><a href="{self.ours}{path}">The article</a></p></blockquote>'
        return link + self.frame(path, f'loading="lazy" {attributes}') + self.script
