"""How Pelican gets to know the plugin."""

from __future__ import annotations

from pelican import signals

from pelican_share_nudge.host.plugin import generator_class
from pelican_share_nudge.host.start import check_settings


def register() -> None:
    """Tell Pelican about the plugin. Registering twice is the same as once."""
    signals.initialized.connect(check_settings)
    signals.get_generators.connect(generator_class)
