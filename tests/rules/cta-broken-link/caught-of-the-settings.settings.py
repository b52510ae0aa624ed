SITEURL = "https://blog.example"
SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "/contcat/"}]
