SITEURL = "https://blog.example"
SHARE_NUDGE_IMAGE = "/images/crad.png"
