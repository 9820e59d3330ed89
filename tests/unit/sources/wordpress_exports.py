"""Makes exports of WordPress (WXR)."""

from __future__ import annotations

SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
AUTHOR = (
    "<wp:author><wp:author_login>tam</wp:author_login>"
    "<wp:author_display_name><![CDATA[Quàng Văn Tám]]></wp:author_display_name></wp:author>"
)


def export(*items: str, authors: str = AUTHOR, head: str = '<?xml version="1.0" encoding="UTF-8" ?>') -> bytes:
    return (
        f'{head}\n<!-- This is a WordPress eXtended RSS file -->\n<rss version="2.0" {SPACES}>\n<channel>\n'
        f"<wp:wxr_version>1.2</wp:wxr_version>{authors}\n{''.join(items)}</channel>\n</rss>\n"
    ).encode()


def item(number: int, content: str = "Bà con lên đồi.", more: str = "", **values: str) -> str:
    """A published post, with other values of the elements `wp:<name>`."""
    named = {
        "post_id": str(number),
        "post_date": "2026-11-05 07:30:00",
        "post_date_gmt": "2026-11-05 00:30:00",
        "post_modified_gmt": "2026-11-06 01:00:00",
        "status": "publish",
        "post_type": "post",
        "post_password": "",
        "post_parent": "0",
        "menu_order": "0",
    } | values
    parts = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in named.items())
    return (
        f"<item><title>Bài {number}</title><link>https://bao.example/bai-{number}/</link>"
        f"<dc:creator><![CDATA[tam]]></dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"{parts}{more}</item>\n"
    )


def attachment(number: int, name: str, caption: str = "", alt: str = "", **values: str) -> str:
    address = {"attachment_url": f"https://bao.example/wp-content/{name}"}
    meta = "<wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
    more = (
        f"<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>"
        f"<wp:postmeta>{meta}<wp:meta_value>{alt}</wp:meta_value></wp:postmeta>"
    )
    return item(number, "", more, status="inherit", post_type="attachment", **address, **values)
