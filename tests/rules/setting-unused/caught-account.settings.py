SITENAME = "Rye"
SHARE_NUDGE_HANDLES = {"linkedin": "ada"}
