"""Opens the folders of pictures and recordings for an import."""

from __future__ import annotations

from bantin_reader.config.settings import Settings
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.recordings.clean_up import remove_unused
from bantin_reader.store.recordings.folder import RecordingFolder


def open_files(settings: Settings, *, store: bool = True) -> tuple[FilesystemPictureStore, RecordingFolder]:
    """The stores of files, without what earlier imports have left in them; with `store` off, nothing is removed."""
    pictures = FilesystemPictureStore(settings.data / "pictures")
    recordings = RecordingFolder(settings.data / "recordings", settings.recording_bytes)
    if store:
        pictures.remove_stale_temp_files()
        recordings.remove_stale_temp_files()
        remove_unused(recordings.folder, settings.database_url)
    return pictures, recordings
