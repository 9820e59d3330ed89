"""What sitemaps.org and Google's extensions demand of a sitemap. No package has their schemas."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

from tests.web.feeds.rules import is_absolute, is_date

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LONGEST_FILE, MOST_URLS, MOST_NEWS, LONGEST_LOC = 50 * 2**20, 50_000, 1000, 2048


def problems(content: bytes) -> list[str]:
    """What is wrong with an index, a sitemap or a news sitemap, all of whose addresses must have one host."""
    root = fromstring(content)
    item = {f"{SITEMAP}sitemapindex": "sitemap", f"{SITEMAP}urlset": "url"}.get(root.tag)
    if item is None or len(content) > LONGEST_FILE or len(root) > MOST_URLS:
        return [f"{root.tag} of {len(root)} in {len(content)} bytes"]
    found = [f"unknown {child.tag}" for child in root if child.tag != SITEMAP + item]
    locations = [child.findtext(f"{SITEMAP}loc") or "" for child in root]
    found += [f"loc {loc}" for loc in locations if not is_absolute(loc) or len(loc) >= LONGEST_LOC]
    found += ["two hosts"] if len({urlsplit(loc).netloc for loc in locations}) > 1 else []
    found += [f"lastmod {date.text}" for date in root.iter(f"{SITEMAP}lastmod") if not is_date(date.text)]
    found += [f"picture {loc.text}" for loc in root.iter(f"{IMAGE}loc") if not is_absolute(loc.text)]
    found += [f"link {link.attrib}" for link in root.iter(f"{XHTML}link") if not is_absolute(link.get("href"))]
    news = list(root.iter(f"{NEWS}news"))
    found += [f"{len(news)} news"] if len(news) > MOST_NEWS else []
    for each in news:
        publication = each.find(f"{NEWS}publication")
        named = (
            publication is not None and publication.findtext(f"{NEWS}name") and publication.findtext(f"{NEWS}language")
        )
        if not (named and each.findtext(f"{NEWS}title") and is_date(each.findtext(f"{NEWS}publication_date"))):
            found.append("news without its name, language, title or date")
    return found


def locations(content: bytes) -> list[str]:
    return [element.text or "" for element in fromstring(content).iter(f"{SITEMAP}loc")]
