"""An article whose passages are selected, and the scripts that select one and look whether one is in view."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

COMMA = "trước mặt là ruộng, sau lưng là rừng"
TWICE = "Nước rút rất nhanh"
STORY = f"""---
title: Lũ về bản
date: 2026-11-20 07:30
category: Đời sống
---
{TWICE} ở bản dưới.

{"Người dân dọn bùn suốt đêm. " * 120}

Đứng ở trường thì {COMMA} sa mộc COVID-19, giá 1.234,5 đồng & “chợ – đêm” 100%.

Bà nói: "Có điện - có đường, là có chợ". Ở bản trên {TWICE} hơn. Hết đoạn hai ở đây.

Đoạn ba bắt đầu bằng những chữ này, rồi kể tiếp chuyện con đường, chuyện bể nước, chuyện cái chợ phiên họp mỗi tuần
một lần ở chân dốc, nơi người ta bán rau, bán muối, bán dao, cho đến lúc mặt trời lặn sau núi.

{"Cuối bài còn dài. " * 200}
"""
LONG = ("Đoạn ba bắt đầu", "sau núi.")

# Selects from the begin of `first` to the end of `last`, the next place with that text, within the article.
SELECT = """([first, last]) => {
  const texts = document.createTreeWalker(document.querySelector('main article'), NodeFilter.SHOW_TEXT)
  const find = (words, from) => {
    do {
      const at = texts.currentNode.nodeType === 3 ? texts.currentNode.data.indexOf(words, from) : -1
      if (at >= 0) return [texts.currentNode, at]
      from = 0
    } while (texts.nextNode())
    throw new Error(`absent: ${words}`)
  }
  const [begin, start] = find(first, 0)
  const [final, end] = find(last, first === last ? start : start + first.length)
  getSelection().setBaseAndExtent(begin, start, final, end + last.length)
}"""
IN_VIEW = """(words) => {
  const texts = document.createTreeWalker(document.querySelector('main article'), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(texts.currentNode, at)
    range.setEnd(texts.currentNode, at + words.length)
    const { top, bottom } = range.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  }
}"""
# The box of the words, for a screenshot.
BOX = """(words) => {
  const texts = document.createTreeWalker(document.querySelector('main article'), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(texts.currentNode, at)
    range.setEnd(texts.currentNode, at + words.length)
    const { x, y, width, height } = range.getBoundingClientRect()
    return { x, y, width, height }
  }
}"""
# --mark of the light theme.
MARK = (0xF6, 0xE3, 0xA1)


def is_lit(page: Page, words: str) -> bool:
    """Whether a tenth of the box of `words`, which may have two lines, has the colour of a mark in the light theme."""
    picture = Image.open(BytesIO(page.screenshot(clip=page.evaluate(BOX, words)))).convert("RGB")
    colours = picture.getcolors(picture.width * picture.height) or []
    return sum(count for count, colour in colours if colour == MARK) * 10 > picture.width * picture.height
