"""Marks the parts of an article in a page by the site-config file of its host."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import WEB_PREFIXES
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.html.dom import take_out
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.profile import Profile
from bantin_reader.sources.html.selectors import text_of
from bantin_reader.sources.site_config.config import Rule, SiteConfig, file_for, load
from bantin_reader.sources.web_page.article_finder import PROFILE as FOUND
from bantin_reader.sources.web_page.article_finder import ArticleFinder, container_of, mark_title
from bantin_reader.sources.web_page.title import find_title

if TYPE_CHECKING:
    from bantin_reader.sources.site_config.xpath import XPathSearch

MARK = "data-xpath-{}"


class SiteConfigs:
    """The files of a folder. Implements `html.reader.SiteProfiles`."""

    def __init__(self, folder: Path, finder: ArticleFinder) -> None:
        self._folder = folder
        self._finder = finder
        self._loaded: dict[Path, SiteConfig] = {}
        self._told: set[str] = set()

    def profile_of(
        self, tree: LexborHTMLParser, address: str, omissions: Omissions, warnings: list[str]
    ) -> Profile | None:
        """A profile that reads the parts which are marked now; None where the host has no file, or where that finds no
        body and leaves the page to other profiles. What of the file is not applied is written into `warnings`, once.
        Raises SourceRefused."""
        config = self._config_for(address)
        if config is None:
            return None
        warnings += [warning for warning in config.warnings if warning not in self._told]
        self._told.update(config.warnings)
        search = _search(tree)
        _strip(config, search)
        fields: dict[Any, Any] = {}
        if config.of("body"):
            if not (body := _mark_body(config, search)):
                if config.detects:
                    return None
                raise SourceRefused(f"no body: {config.name} finds none")
            mark_title(tree, *find_title(tree))
            fields = {"title": FOUND.fields["title"], "body": body}
        else:
            found = self._finder.profile_of(tree, omissions)
            fields.update(found.fields)
        for name in ("title", "date", "author"):
            if selector := _mark_field(tree, config, name, search):
                fields[name] = (selector, *fields.get(name, ()))
        return Profile.model_validate({"name": config.name, "fields": fields})

    def single_page(self, html: str, address: str) -> str:
        """The address at which the whole article of a page stands; empty where the page has it itself."""
        config = self._config_for(address)
        if config is None or not config.of("single_page_link"):
            return ""
        search = _search(LexborHTMLParser(html))
        for rule in config.of("single_page_link"):
            links = [node.attributes.get("href") or "" for node in search.nodes(rule)]
            for link in [*links, *search.texts(rule)]:
                joined = absolute_address(address, link.strip()) if link.strip() else ""
                if joined.startswith(WEB_PREFIXES) and joined.partition("#")[0] != address.partition("#")[0]:
                    return joined
        return ""

    def _config_for(self, address: str) -> SiteConfig | None:
        file = file_for(self._folder, address)
        if file is None:
            return None
        if file not in self._loaded:
            self._loaded[file] = load(file)
        return self._loaded[file]


def _search(tree: LexborHTMLParser) -> XPathSearch:
    # Imported here: most sites have no such file, and libxml2 takes eight megabytes.
    from bantin_reader.sources.site_config.xpath import XPathSearch

    return XPathSearch(tree)


def _strip(config: SiteConfig, search: XPathSearch) -> None:
    from bantin_reader.sources.site_config.xpath import literal

    found = [node for rule in config.of("strip") for node in search.nodes(rule)]
    for rule in config.of("strip_id_or_class"):
        name = literal(rule.value.strip("'\""))
        found += search.nodes(rule, f"//*[contains(@class, {name}) or contains(@id, {name})]")
    for rule in config.of("strip_image_src"):
        found += search.nodes(rule, f"//img[contains(@src, {literal(rule.value.strip(chr(39) + chr(34)))})]")
    for node in found:
        take_out(node)


def _mark_body(config: SiteConfig, search: XPathSearch) -> str:
    """Mark the elements of the first rule that finds text, or what holds all of them and then nothing else. Return the
    selector."""
    for rule in config.of("body"):
        numbers = [number for number in search.numbers(rule) if text_of(search.xml.nodes[number])]
        if numbers:
            ends = search.xml.ends
            number = (
                numbers[0] if len(numbers) == 1 else container_of(search.xml, [*numbers, *(ends[n] for n in numbers)])
            )
            if number not in numbers:
                _take_out_others(search, number, numbers)
            return _mark("body", rule, [search.xml.nodes[number]])
    return ""


def _take_out_others(search: XPathSearch, container: int, kept: Sequence[int]) -> None:
    xml, number = search.xml, container
    while number <= xml.ends[container]:
        if number in kept:
            number = xml.ends[number] + 1
        elif any(number < one <= xml.ends[number] for one in kept):
            for child in list(xml.nodes[number].iter(include_text=True)):
                if child.is_text_node:
                    child.decompose()
            number += 1
        else:
            take_out(xml.nodes[number])
            number = xml.ends[number] + 1


def _mark_field(tree: LexborHTMLParser, config: SiteConfig, name: str, search: XPathSearch) -> str:
    """Mark what the first rule finds that finds text, and return the selector. A text that stands in an attribute is
    written into the head of the page."""
    for rule in config.of(name):
        nodes = [node for node in search.nodes(rule) if text_of(node)]
        if not nodes and tree.head is not None:
            for text in search.texts(rule):
                node = tree.create_node("time" if name == "date" else "span")
                if name == "date":
                    node.attrs["datetime"] = text
                node.insert_child(text)
                tree.head.insert_child(node)
                nodes.append(node)
        if nodes:
            return _mark(name, rule, nodes)
    return ""


def _mark(name: str, rule: Rule, nodes: Sequence[LexborNode]) -> str:
    attribute = MARK.format(name)
    for node in nodes:
        node.attrs[attribute] = rule.value
    escaped = rule.value.replace("\\", "\\\\").replace('"', '\\"')
    return f'[{attribute}="{escaped}"]'
