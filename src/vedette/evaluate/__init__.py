"""How often the coder is right: codings held against gold, claim by claim; floors; what flipped since an earlier run."""
