"""The only module that knows which hooks a post may switch off by name: each file of the folder of hooks is one."""

from __future__ import annotations

import os
import pkgutil

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "hooks")

HOOKS = tuple(module.name for module in pkgutil.iter_modules([_FOLDER]) if module.name[0] != "_")
