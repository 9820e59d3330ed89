"""Labels of a portal's controls (text size, print, share), which surround its articles."""

from __future__ import annotations

import re

CONTROL = re.compile(
    r"(?:tăng|giảm)\s++cỡ\s++chữ|cỡ\s++chữ(?!\w)\s*+:?(?:\s*+A[+−-]*+(?!\w))*|"
    r"in\s++(?:trang|bài\s++viết|bài|ấn)(?!\w)|gửi\s++(?:email|mail|bài\s++viết|phản\s++hồi)|"
    r"chia\s++sẻ(?!\w)|quay\s++lại(?!\w)|về\s++(?:đầu\s++trang|trang\s++trước)|"
    r"(?:số\s++)?lượt\s++(?:xem|truy\s++cập)\s*+:?\s*+[\d.,]*+|(?:đọc|nghe)\s++bài\s++viết|(?<!\w)A[+−-](?!\w)|"
    r"từ\s++kh(?:óa|oá)\s*+:?(?=\s*+$)|tags?\s*+:?(?=\s*+$)",
    re.IGNORECASE,
)


def without_controls(text: str) -> str:
    """The text without the labels of controls and their separators."""
    return CONTROL.sub(" ", text).strip(" |·:;,.–-\t\r\n")
