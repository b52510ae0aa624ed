"""What the types of settings alone cannot tell: one check a setting, which its row names."""

from __future__ import annotations
