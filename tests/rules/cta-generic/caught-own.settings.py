SITENAME = "Rye"
THEME = "simple"

SHARE_NUDGE_CTAS = [{"name": "letters", "kind": "subscribe", "target": "/letter/", "action": "Click here"}]
