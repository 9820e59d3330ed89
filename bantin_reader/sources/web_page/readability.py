"""Runs Mozilla's Readability, which finds the elements of a page that are its article, in a script engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bantin_reader.model.errors import SourceRefused

SCRIPTS = Path(__file__).resolve().parent / "scripts"
# JSDOMParser is the small DOM that comes with Readability.
FILES = ("JSDOMParser.js", "Readability.js")
# The numbers of the elements that Readability keeps, and of those whose text it keeps (it writes text into new elements
# of its own), separated by commas; empty if it finds no article.
FIND = """
function find(xml) {
  const page = new JSDOMParser().parse(xml);
  const note = (element, number) => {
    for (const child of element.childNodes) {
      if (child.nodeType === 3) child.owner = number;
      else if (child.nodeType === 1) note(child, child.getAttribute("n"));
    }
  };
  note(page, null);
  const kept = new Set();
  const collect = (element) => {
    for (const child of element.childNodes) {
      const isText = child.nodeType === 3;
      const number = isText ? child.textContent.trim() && child.owner : child.getAttribute && child.getAttribute("n");
      if (number) kept.add(number);
      if (!isText && child.childNodes) collect(child);
    }
  };
  const options = { keepClasses: true, disableJSONLD: true, serializer: collect };
  return new Readability(page, options).parse() ? [...kept].join() : "";
}
"""
MAX_BYTES = 256 * 1024 * 1024
MAX_STACK_BYTES = 1024 * 1024
# Of processor time, for one page.
MAX_SECONDS = 10


class Readability:
    """Readability in one context of the script engine, which is made when it is first needed and then reused.

    The scripts have no access to files, to the network or to Python: the engine gives them none."""

    def __init__(self, scripts: Path = SCRIPTS, max_seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES) -> None:
        self._scripts = scripts
        self._max_seconds = max_seconds
        self._max_bytes = max_bytes
        self._find: Any = None

    def find(self, xml: str) -> frozenset[int]:
        """The numbers of the elements that are the article; empty if there is none. Raises SourceRefused."""
        # Only pages that no profile fits need it: a process that only serves never imports it.
        from quickjs import JSException

        find = self._find or self._start()
        try:
            found = str(find(xml))
        except JSException as error:
            # A context that ran out of memory or time is not used again.
            self._find = None
            reason = str(error).partition("\n")[0][:200]
            raise SourceRefused(f"the article cannot be found: the search ended with {reason}") from error
        return frozenset(int(number) for number in found.split(",") if number)

    def _start(self) -> Any:
        from quickjs import Context

        context = Context()
        context.set_memory_limit(self._max_bytes)
        context.set_max_stack_size(MAX_STACK_BYTES)
        try:
            for name in FILES:
                context.eval((self._scripts / name).read_text("utf-8"))
        except OSError as error:
            raise SourceRefused(f"pages without a profile need {name}, which make install copies: {error}") from error
        context.eval(FIND)
        context.set_time_limit(self._max_seconds)
        self._find = context.get("find")
        return self._find
