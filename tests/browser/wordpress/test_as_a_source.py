"""A real WordPress as a source: by its API, with both kinds of permalinks, and by the file that it exports."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.wordpress.server import WordPress
from tests.cli.sources.syncing import configure, run, store, sync

pytestmark = pytest.mark.slow

# Posts with every status, one of them with a featured picture, a caption and a form that only a plug-in can show; one
# behind a password; a page.
WRITE = """
$category = wp_insert_term('Nông thôn', 'category')['term_id'];
$file = wp_upload_bits('doi.png', null, base64_decode('PNG'));
$other = wp_upload_bits('suoi.png', null, base64_decode('PNG'));
$about = ['post_title' => 'Đồi', 'post_excerpt' => 'Đồi sa mộc', 'post_mime_type' => 'image/png',
    'post_status' => 'inherit'];
$picture = wp_insert_attachment($about, $file['file']);
update_post_meta($picture, '_wp_attachment_image_alt', 'Một quả đồi');
$author = get_user_by('login', 'tac-gia')->ID;
wp_update_user(['ID' => $author, 'display_name' => 'Quàng Văn Tám']);
$text = 'Bà con lên đồi.' . "\\n\\n"
    . '[caption width="80"]<img src="' . $other['url'] . '" alt="Suối"> Con suối[/caption]'
    . "\\n\\n" . 'Hết bài.' . "\\n\\n" . '[contact-form-7 id="3"]';
foreach (['publish', 'draft', 'private', 'future'] as $status) {
    $id = wp_insert_post(['post_title' => "Bài $status", 'post_status' => $status, 'post_category' => [$category],
        'tags_input' => ['rừng'], 'post_author' => $author, 'post_content' => $text,
        'post_date' => $status == 'future' ? '2090-01-01 00:00:00' : '']);
    if ($status == 'publish') { set_post_thumbnail($id, $picture); update_option('bai', $id); }
}
$seen = ['post_status' => 'publish', 'post_content' => 'Giới thiệu.'];
wp_insert_post(['post_title' => 'Bài kín', 'post_password' => 'x'] + $seen);
wp_insert_post(['post_title' => 'Trang', 'post_type' => 'page'] + $seen);
return 1;
"""
PERMALINKS = "update_option('permalink_structure', '{}'); flush_rewrite_rules(); return 1;"
CHANGE = "return wp_update_post(['ID' => get_option('bai'), 'post_content' => 'Bài đã được sửa.']);"
EXPORT = """
require_once ABSPATH . 'wp-admin/includes/export.php';
ob_start(); @export_wp(); file_put_contents('{}', ob_get_clean()); return 1;
"""


@pytest.fixture(scope="module")
def school(wordpress: WordPress) -> Iterator[WordPress]:
    """A site with posts of every status."""
    written = BytesIO()
    Image.new("RGB", (80, 60), "green").save(written, "PNG")
    wordpress.ask(WRITE.replace("\n", " ").replace("PNG", b64encode(written.getvalue()).decode()))
    yield wordpress
    # PHP's own server takes /wp-json/oembed/1.0/proxy for a file, as it has a dot: the editor needs plain ones.
    wordpress.ask(PERMALINKS.format(""))


@pytest.fixture(autouse=True)
def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bantin.toml").touch()
    monkeypatch.setenv("BANTIN_CONFIG", str(tmp_path / "bantin.toml"))


@pytest.mark.parametrize("permalinks", ["/%postname%/", ""])
def test_add_finds_its_posts_and_sync_brings_those_that_changed(school: WordPress, permalinks: str) -> None:
    school.ask(PERMALINKS.format(permalinks))
    added = run("add", school.url, "--name", "truong", "--delay", "0")
    assert added.stdout.startswith(f"found: wordpress {school.url}\n"), added.output
    first = sync()
    assert (first.exit_code, first.stdout.splitlines()[-1]) == (0, "truong: 2 created"), first.output
    article = store().by_slug("bai-publish")
    assert (article.byline, article.category, article.tags) == ("Quàng Văn Tám", "Nông thôn", ("rừng",))
    assert article.figure
    assert (article.figure.alt, article.figure.caption) == ("Một quả đồi", "Đồi sa mộc")
    assert sync().stdout == "truong: nothing new\n"
    school.ask(CHANGE if permalinks else CHANGE.replace("sửa", "sửa lần nữa"))
    assert sync().stdout.splitlines() == ["truong: updated /articles/bai-publish Bài publish", "truong: 1 updated"]


def test_its_export_has_the_published_posts_and_pages(school: WordPress, tmp_path: Path) -> None:
    file = tmp_path / "bao.xml"
    school.ask(PERMALINKS.format("/%postname%/"))
    school.ask(EXPORT.replace("\n", " ").format(file))
    configure(kind="wxr", path=str(file), delay=0, private_hosts=[school.url.removeprefix("http://")])
    result = sync()
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "xa: 4 created"), result.output
    assert {article.title for article in store().newest(limit=9)} == {
        "Bài publish", "Trang", "Hello world!", "Sample Page",
    }  # fmt: skip
    assert store().by_slug("bai-publish").byline == "Quàng Văn Tám"
