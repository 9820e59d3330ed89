"""Finds elements of a page by XPath 1.0: the page's tree is written as XML with numbers, which libxml2 searches."""

from __future__ import annotations

from typing import Any

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.html.dom import is_taken
from bantin_reader.sources.site_config.config import Rule
from bantin_reader.sources.web_page.numbered_xml import NUMBER, write_xml

LONGEST = 1_000


class XPathSearch:
    """Searches one page. What was removed from it is not found."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.xml = write_xml(tree.root, None, lambda _node: True)  # type: ignore[arg-type]  # a parsed page has a root
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        self._root = etree.fromstring(self.xml.text.encode(), parser)

    def numbers(self, rule: Rule, expression: str = "") -> list[int]:
        """The numbers of the elements that the rule's XPath, or `expression`, finds. Raises SourceRefused, which names
        the file and the line."""
        found = self._results(rule, expression or rule.value)
        numbers = [int(one.get(NUMBER)) for one in found if hasattr(one, "get")]
        return [number for number in numbers if not is_taken(self.xml.nodes[number])]

    def nodes(self, rule: Rule, expression: str = "") -> list[LexborNode]:
        return [self.xml.nodes[number] for number in self.numbers(rule, expression)]

    def texts(self, rule: Rule) -> list[str]:
        """The attributes and texts that the rule's XPath finds."""
        found = (str(one).strip() for one in self._results(rule, rule.value) if isinstance(one, str | float))
        return [text[:LONGEST] for text in found if text]

    def _results(self, rule: Rule, expression: str) -> list[Any]:
        try:
            found = self._root.xpath(expression, smart_strings=False)
        except etree.XPathError as error:
            raise SourceRefused(f"{rule.place}: {rule.value!r} is no XPath: {error}") from error
        return found if isinstance(found, list) else [found]


def literal(text: str) -> str:
    """The text as a string of XPath, which has no escapes."""
    parts = ", '\"', ".join(f'"{part}"' for part in text.split('"'))
    return f"concat({parts})" if '"' in text else parts
