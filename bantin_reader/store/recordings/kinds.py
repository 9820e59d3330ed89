"""Tells what kind of audio file a recording is, by its content alone, and how long it is."""

from __future__ import annotations

from typing import BinaryIO

from bantin_reader.model.errors import RecordingRefused

# A recording without compression is for short ones: each minute of it takes some 5 MB.
MAX_WAV_BYTES = 20 * 1024 * 1024
HEAD_BYTES = 512
# Longer than any article; files that claim more are broken.
MAX_SECONDS = 24 * 60 * 60


def kind_of(file: BinaryIO, size: int) -> tuple[str, float]:
    """The suffix and the length in seconds of an audio file of `size` bytes. Nothing of the sound is decoded.

    Raises RecordingRefused with a reason that does not name the file.
    """
    # Imported here: servers, which only send files, do not need it.
    from tinytag import TinyTag, TinyTagException

    file.seek(0)
    suffix = _suffix_of(file.read(HEAD_BYTES))
    if not suffix:
        raise RecordingRefused("neither MP3, M4A, Ogg (Opus or Vorbis) nor WAV")
    if suffix == "wav" and size > MAX_WAV_BYTES:
        raise RecordingRefused(f"a WAV file of more than {MAX_WAV_BYTES // 1024 // 1024} MB: compress it")
    file.seek(0)
    try:
        found = TinyTag.get(file_obj=file, tags=False)
    except TinyTagException as error:
        raise RecordingRefused("a broken audio file") from error
    seconds = found.duration or 0.0
    if not found.samplerate or not 0 < seconds < MAX_SECONDS:
        raise RecordingRefused("a broken audio file: it holds no sound")
    return suffix, round(seconds, 2)


def _suffix_of(head: bytes) -> str:
    """Empty for another format."""
    # The first page of a stream begins with the codec's name after the page's header (RFC 3533, 6; RFC 7845, 5.1).
    if head.startswith(b"OggS"):
        return "ogg" if b"OpusHead" in head[:64] or b"\x01vorbis" in head[:64] else ""
    if head.startswith(b"RIFF"):
        return "wav" if head[8:12] == b"WAVE" else ""
    if head[4:8] == b"ftyp":
        return "m4a"
    # A frame begins with eleven bits, the version, and the layer, of which 01 is the third (ISO/IEC 11172-3, 2.4.1.3).
    is_frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return "mp3" if head.startswith(b"ID3") or is_frame else ""
