"""Removes blocks that are not part of the article: related links, labels of controls, repetitions of the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bantin_reader.sources.html.blocks import Block, ListBlock, Paragraph, Picture, Rule
from bantin_reader.sources.html.inline import has_mark
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.visibility import Omission
from bantin_reader.sources.html.widgets import DATED, DOCUMENT, LONGEST_LABEL, POINTER, RELATED, is_share_address
from bantin_reader.sources.text.byline_patterns import reads_as_lead
from bantin_reader.sources.text.portal_labels import without_controls

# A line that only names a portal's controls is no longer, in characters.
LONGEST_CONTROLS = 300
# The words beside the link in a line of ">>"; with more, it is a sentence of the article.
MOST_WORDS_BESIDE = 6


def drop_related(blocks: list[Block], omissions: Omissions) -> list[Block]:
    """The blocks without boxes of related links: a label of one and the links after it, be they words or pictures;
    lists of links with a label in them; lines of ">>" and a link; lines that only share the page or name the portal's
    controls. What goes is noted."""
    kept: list[Block] = []
    in_box = False
    shown = list(_without_control_lines(blocks, omissions))
    for number, block in enumerate(shown):
        after = shown[number + 1] if number + 1 < len(shown) else None
        is_label = _is_label(block)
        if is_label and (after is None or in_box or _only_links(after) or _only_links(block)):
            in_box = True
        else:
            in_box = in_box and (_only_links(block) or _is_date(block))
        if in_box or _is_pointer(block) or _is_labelled_list(block) or _shares(block):
            omissions.add(Omission.WIDGET.value, *names_of([block]))
        else:
            kept.append(block)
    return kept


def drop_repeated(blocks: list[Block], *shown: str) -> None:
    """Remove the first blocks that repeat what is shown above the body: the title, the sapo."""
    while len(blocks) > 1 and isinstance(blocks[0], Paragraph) and blocks[0].text and blocks[0].text in shown:
        del blocks[0]


def drop_outer_rules(blocks: list[Block]) -> list[Block]:
    """The blocks without rules that separate nothing: before the first block, after the last, or after another rule."""
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, Rule) or (kept and not isinstance(kept[-1], Rule)):
            kept.append(block)
    return kept[:-1] if kept and isinstance(kept[-1], Rule) else kept


def take_lead(blocks: list[Block]) -> Picture | None:
    """Remove the first block and return it, if it is a figure."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Picture):
        return None
    del blocks[0]
    return first


def take_lead_heading(blocks: list[Block]) -> str:
    """Remove and return the text of a first heading that reads as a lead, as it has the length or the end of a
    sentence. A figure may precede it, a paragraph follows it. Empty where there is none."""
    start = 1 if blocks and isinstance(blocks[0], Picture) else 0
    if len(blocks) < start + 2:
        return ""
    first, after = blocks[start : start + 2]
    follows = isinstance(after, Picture) or (isinstance(after, Paragraph) and not after.level)
    if not follows or not isinstance(first, Paragraph) or not first.level or has_mark(first.runs, "a"):
        return ""
    if not reads_as_lead(first.text):
        return ""
    del blocks[start]
    return first.text


def _without_control_lines(blocks: list[Block], omissions: Omissions) -> Iterator[Block]:
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and len(text) <= LONGEST_CONTROLS and not without_controls(text):
            omissions.add(Omission.CONTROL.value, text)
        else:
            yield block


def _is_label(block: Block) -> bool:
    if not isinstance(block, Paragraph) or sum(len(run.text) for run in block.runs) > LONGEST_LABEL:
        return False
    return RELATED.fullmatch(block.text.strip(" :»>.…-")) is not None


def _is_date(block: Block) -> bool:
    return isinstance(block, Paragraph) and DATED.fullmatch(block.text) is not None


def _is_pointer(block: Block) -> bool:
    """Whether it is a line that links to another article."""
    if not isinstance(block, Paragraph):
        return False
    if not has_mark(block.runs, "a"):
        return False
    text = block.text
    if POINTER.match(text.lstrip("> »")) and _only_links(block):
        return True
    beside = "".join(run.text for run in block.runs if not has_mark([run], "a")).strip("> »:")
    return text.startswith((">>", "»")) and len(beside.split()) <= MOST_WORDS_BESIDE and not _links_document(block)


def _is_labelled_list(block: Block) -> bool:
    """Whether it is a list of links that contains the label of a box of related links."""
    if not isinstance(block, ListBlock):
        return False
    inside = [one for item in block.items for one in item.blocks]
    return any(map(_is_label, inside)) and all(_is_label(one) or _is_date(one) or _only_links(one) for one in inside)


def _shares(block: Block) -> bool:
    """Whether it consists of links that open the forms of share services."""
    if not isinstance(block, Paragraph):
        return False
    addresses = {mark.value for run in block.runs for mark in run.marks if mark.tag == "a"}
    return bool(addresses) and all(map(is_share_address, addresses)) and _only_links(block)


def _links_document(block: Paragraph) -> bool:
    return any(mark.tag == "a" and DOCUMENT.search(mark.value) for run in block.runs for mark in run.marks)


def _only_links(block: Block) -> bool:
    """Whether it consists of links, of text or a picture, with nothing beside them but a date; none to a document."""
    if isinstance(block, Picture):
        return block.image.link is not None
    if isinstance(block, Paragraph):
        beside = "".join(run.text for run in block.runs if not has_mark([run], "a"))
        if _links_document(block):
            return False
        return has_mark(block.runs, "a") and DATED.fullmatch(beside) is not None
    if isinstance(block, ListBlock):
        return all(_only_links(one) for item in block.items for one in item.blocks)
    return False


def names_of(blocks: Iterable[Block]) -> list[str]:
    """The texts by which a warning names blocks."""
    return [name for block in blocks for name in _names(block)]


def _names(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Picture):
        return [block.caption or block.image.alt or block.image.source.shown]
    if isinstance(block, ListBlock):
        return [name for item in block.items for name in names_of(item.blocks)]
    return []
