"""The table of elements and attributes in docs/importing.md: it is complete, and the importer does what it says."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.unit.sources.html.article_page import body, told

GUIDE = (ROOT / "docs" / "importing.md").read_text("utf-8")
CODE = re.compile(r"`([^`]*)`")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in GUIDE.partition("| on the page |")[2].partition("\n\n")[0].splitlines()[2:]
]
ON_PAGES = " ".join(row[0] for row in ROWS)
DROPPED = set(CODE.findall(GUIDE.partition("Dropped without a warning")[2].partition("\n\n")[0]))
# HTML Living Standard: the indexes of elements and attributes, and 16.2, without what stands in a page's head.
ELEMENTS = re.findall(
    r"\S+",
    """
    a abbr acronym address applet area article aside audio b bdi bdo big blink blockquote br button canvas
    caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
    fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd
    label legend li link listing main map mark marquee math menu meta meter nav nobr noembed noscript object ol
    optgroup option output p pre progress q rb rp rt rtc ruby s samp script search section select slot small
    source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time tr
    track tt u ul var video wbr xmp
    """,
)
ATTRIBUTES = re.findall(
    r"\S+",
    """
    abbr accept accept-charset accesskey action allow allowfullscreen alt as async autocapitalize autocomplete
    autofocus autoplay blocking charset checked cite class color cols colspan content contenteditable controls
    coords crossorigin data datetime decoding defer dir dirname disabled download draggable enctype enterkeyhint
    fetchpriority for form formaction formenctype formmethod formnovalidate formtarget headers headingoffset
    height hidden high href hreflang http-equiv id imagesizes imagesrcset inert inputmode integrity is ismap
    itemid itemprop itemref itemscope itemtype kind label lang list loading loop low max maxlength media method
    min minlength multiple muted name nomodule nonce novalidate open optimum pattern ping placeholder
    playsinline popover popovertarget popovertargetaction preload readonly referrerpolicy rel required reversed
    rows rowspan sandbox scope selected shape size sizes slot span spellcheck src srcdoc srclang start step
    style tabindex target title translate type usemap value width wrap writingsuggestions
    """,
)


def code(cell: str) -> str:
    """The HTML in a cell of the table, with the line ends that it writes as `\\n`; empty for the word "nothing"."""
    found = CODE.fullmatch(cell)
    return found[1].replace("\\n", "\n") if found else ""


@pytest.mark.parametrize(("page", "article", "warnings"), ROWS, ids=[row[0] for row in ROWS])
def test_the_importer_does_what_the_row_says(page: str, article: str, warnings: str) -> None:
    assert page.startswith("`")
    assert article == "nothing" or article.startswith("`")
    shown = body(code(page))
    assert code(article) in (shown, shown.removeprefix("<p>").removesuffix("</p>"))
    assert told(code(page)).replace("\n", "; ") == warnings


@pytest.mark.parametrize("element", ELEMENTS)
def test_each_element_has_a_row(element: str) -> None:
    assert re.search(rf"<{element}(?=[ >])", ON_PAGES)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_each_attribute_has_a_row_or_is_named_as_dropped(attribute: str) -> None:
    assert re.search(rf"<[^>]* {attribute}(?=[ =>])", ON_PAGES) or attribute in DROPPED
