"""The speech engine: a program that gets a sentence and writes a WAV file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import SpeechRefused
from bantin_reader.store.audio.engine import MAX_SENTENCE_BYTES, CommandEngine, sound_of
from tests.speech_programs import TONE, command, program

HOSTILE = [
    "$(touch {0})",
    "`touch {0}`",
    "; touch {0};",
    "-w {0}",
    "--phonout={0}",
    "| tee {0}",
    "\0-w {0}",
    "&& touch {0}",
]


@pytest.fixture
def espeak(settings: Settings) -> CommandEngine:
    program("espeak-ng")
    return CommandEngine(settings.speech_command)


@pytest.mark.parametrize(
    ("lang", "text"), [("vi", "Xã họp lúc 7 giờ."), ("vi-VN", "Xã họp."), ("en", "The school opened.")]
)
def test_espeak_says_a_sentence(espeak: CommandEngine, lang: str, text: str) -> None:
    sound = espeak.say(text, lang)
    assert sound.rate == 22050
    assert 0.3 < sound.seconds < 5
    assert max(sound.samples) > 0


def test_a_longer_sentence_takes_longer(espeak: CommandEngine) -> None:
    short, long = (espeak.say("xã họp " * count, "vi").seconds for count in (2, 20))
    assert 5 < long / short < 15


def test_a_voice_that_is_missing_is_named(espeak: CommandEngine) -> None:
    with pytest.raises(SpeechRefused, match=r"no voice for 'zz': espeak-ng: .*voice does not exist"):
        espeak.say("a", "zz")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_command_or_an_option(espeak: CommandEngine, tmp_path: Path, text: str) -> None:
    target = tmp_path / "made"
    espeak.say(text.format(target), "vi")
    assert not target.exists()


@pytest.mark.parametrize("lang", ["vi -w x", "$(id)", "", "../vi", "VI;", "-f"])
def test_no_language_is_an_option_or_a_path(espeak: CommandEngine, lang: str) -> None:
    with pytest.raises(SpeechRefused, match="is no language"):
        espeak.say("a", lang)


def test_names_of_sounds_in_a_text_are_said_as_text(espeak: CommandEngine) -> None:
    assert espeak.say("[[h@l'oU]]", "en").samples != espeak.say("hello", "en").samples
    assert espeak.say("[[h@l'oU]]", "en").samples == espeak.say("[ [h@l'oU]]", "en").samples


def test_another_engine_is_a_command(tmp_path: Path) -> None:
    sound = CommandEngine(command(tmp_path, TONE)).say("mười chữ ạ", "vi")
    assert (sound.rate, sound.seconds) == (8000, 0.1)


def test_the_language_stands_where_the_command_has_it(tmp_path: Path) -> None:
    script = "import sys; sys.exit(' '.join(sys.argv[1:]))"
    with pytest.raises(SpeechRefused, match=r"-v en /voices/en\.onnx$"):
        CommandEngine(command(tmp_path, script, "-v {lang} '/voices/{lang}.onnx'")).say("a", "en-GB")


@pytest.mark.slow  # waits two seconds
def test_an_engine_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = (
        f"import os, time; os.fork(); print(os.getpid(), file=open({str(pids)!r}, 'a'), flush=True); time.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(SpeechRefused, match="took more than 2 seconds"):
        CommandEngine(command(tmp_path, script), seconds=2.0).say("a", "vi")
    assert time.monotonic() - began < 30
    running = [int(pid) for pid in pids.read_text("utf-8").split()]
    assert len(running) == 2
    # The kernel ends a killed process when it next comes to it.
    while any(map(is_running, running)):
        assert time.monotonic() - began < 30
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether a process is there that has not ended (proc_pid_stat(5))."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_an_engine_that_writes_without_end_is_ended(tmp_path: Path) -> None:
    script = "import sys\nwhile True: sys.stdout.buffer.write(bytes(1 << 20))"
    with pytest.raises(SpeechRefused, match=f"wrote more than {MAX_SENTENCE_BYTES:,} bytes"):
        CommandEngine(command(tmp_path, script)).say("a", "vi")


def test_an_engine_does_not_see_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANTIN_DATABASE_URL", "postgresql://user:password@host/database")
    with pytest.raises(SpeechRefused) as refused:
        CommandEngine(command(tmp_path, "import os, sys; sys.exit(' '.join(os.environ))")).say("a", "vi")
    assert "PATH" in str(refused.value)
    assert "BANTIN" not in str(refused.value)


def test_a_program_that_is_missing_is_named() -> None:
    with pytest.raises(SpeechRefused, match="no-such-program: No such file"):
        CommandEngine("no-such-program {lang}").say("a", "vi")


def test_a_message_of_an_engine_sends_no_commands_to_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(SpeechRefused) as refused:
        CommandEngine(command(tmp_path, r"import sys; sys.exit('\x1b]0;a\x07 b\n' * 900)")).say("a", "vi")
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("wav", [b"", b"RIFF", b"RIFF....WAVE", b"RIFF....WAVEdata\4\0\0\0abcd", b"\x89PNG" * 20])
def test_what_is_no_wav_file_is_refused(wav: bytes) -> None:
    with pytest.raises(SpeechRefused, match="what the program wrote"):
        sound_of(wav)
