"""Signatures and hashes that the standard library lacks, in plain Python, for the verifier.

Nothing here keeps a secret: running times depend on the values. Checking needs no secret; a bureau
that signs every day signs with a compiled library, and these signatures are the same bytes.
"""
