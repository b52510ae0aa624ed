SITEURL = "https://blog.example"

SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "{filename}/pages/contcat.md"}]
