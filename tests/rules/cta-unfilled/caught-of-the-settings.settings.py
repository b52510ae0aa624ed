SHARE_NUDGE_CTAS = [{"kind": "subscribe", "heading": "Liked “{title}”?"}]
