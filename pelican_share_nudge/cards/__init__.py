"""The only room that draws pictures: a share card of a post, from plain values."""
