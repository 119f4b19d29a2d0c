"""The own Ed25519, SM3 and BLS12-381 against published vectors and other implementations."""

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from fairdraw.crypto import ed25519
from fairdraw.crypto.sm3 import sm3
from hypothesis import given
from hypothesis import strategies as st

# RFC 8032, 7.1: secret, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]
SECRET = bytes(range(32))
PUBLIC = ed25519.public_key(SECRET)
MESSAGE = b"the list was sealed before the seed"
SIGNATURE = ed25519.sign(SECRET, MESSAGE)


def other_says(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def torsion() -> list[ed25519.Point]:
    """The eight points whose eightfold is the identity: the multiples of one of order eight."""
    for y in range(2, 50):
        point = ed25519._decode(y.to_bytes(32, "little"))
        if point is None:
            continue
        # L times any point leaves only its torsion.
        left = ed25519.IDENTITY
        for bit in f"{ed25519.L:b}":
            left = ed25519._double(left)
            left = ed25519._add(left, ed25519._addend(point)) if bit == "1" else left
        points = [ed25519.IDENTITY]
        while len(points) < 8:
            points.append(ed25519._add(points[-1], ed25519._addend(left)))
        if len({ed25519._encode(each) for each in points}) == 8:
            return points
    raise AssertionError("no point of order eight")


TORSION = torsion()


def signed_with(public: bytes, commitment: bytes, nonce: int, message: bytes) -> bytes:
    """A signature over any bytes for R and A, by SECRET's number: k covers what is written."""
    scalar, _ = ed25519._expand(SECRET)
    s = (nonce + ed25519._number(commitment + public + message) * scalar) % ed25519.L
    return commitment + s.to_bytes(32, "little")


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032(secret: str, public: str, message: bytes, signature: str) -> None:
    key, made = bytes.fromhex(public), bytes.fromhex(signature)
    assert ed25519.public_key(bytes.fromhex(secret)) == key
    assert ed25519.sign(bytes.fromhex(secret), message) == made
    assert ed25519.verify(key, message, made)
    assert not ed25519.verify(key, message + b"\0", made)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=300))
def test_a_compiled_library_signs_and_accepts_the_same_bytes(secret: bytes, message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public = key.public_key().public_bytes_raw()
    assert ed25519.public_key(secret) == public
    assert ed25519.sign(secret, message) == key.sign(message)
    assert ed25519.verify(public, message, key.sign(message))


@given(st.integers(0, 255), st.integers(0, 511), st.integers(0, 8 * len(MESSAGE) - 1))
def test_no_flipped_bit_passes(in_key: int, in_signature: int, in_message: int) -> None:
    def flipped(data: bytes, bit: int) -> bytes:
        return (int.from_bytes(data) ^ 1 << bit).to_bytes(len(data))

    assert ed25519.verify(PUBLIC, MESSAGE, SIGNATURE)
    assert not ed25519.verify(flipped(PUBLIC, in_key), MESSAGE, SIGNATURE)
    assert not ed25519.verify(PUBLIC, MESSAGE, flipped(SIGNATURE, in_signature))
    assert not ed25519.verify(PUBLIC, flipped(MESSAGE, in_message), SIGNATURE)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_any_bytes_are_answered(public: bytes, signature: bytes) -> None:
    assert ed25519.verify(public, MESSAGE, signature) is False


@pytest.mark.parametrize("size", [0, 31, 33, 63, 65])
def test_other_lengths_are_no_signatures_keys_or_secrets(size: int) -> None:
    assert not ed25519.verify(PUBLIC, MESSAGE, (SIGNATURE * 2)[:size])
    assert not ed25519.verify((PUBLIC * 3)[:size], MESSAGE, SIGNATURE)
    with pytest.raises(ValueError, match="32 bytes"):
        ed25519.sign(bytes(size), MESSAGE)
    with pytest.raises(ValueError, match="32 bytes"):
        ed25519.public_key(bytes(size))


@pytest.mark.parametrize("times", [1, 2, 14])
def test_s_is_below_the_order(times: int) -> None:
    s = int.from_bytes(SIGNATURE[32:], "little") + times * ed25519.L
    assert not ed25519.verify(PUBLIC, MESSAGE, SIGNATURE[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("index", range(8))
def test_a_public_key_of_small_order_signs_nothing(index: int) -> None:
    public = ed25519._encode(TORSION[index])
    for number in range(64):
        message = b"%d" % number
        nonce = ed25519._combine(number + 1, 0, ed25519.IDENTITY)
        signature = ed25519._encode(nonce) + (number + 1).to_bytes(32, "little")
        # The control: a library that allows such keys takes R = [S]B for some or all messages.
        if other_says(public, message, signature):
            break
    else:
        pytest.fail("no forgery found for the control")
    assert not ed25519.verify(public, message, signature)


@pytest.mark.parametrize("y", range(19))
def test_a_second_spelling_of_a_point_is_refused(y: int) -> None:
    for sign in (0, 1 << 255):
        spelt = (y + ed25519.P | sign).to_bytes(32, "little")
        assert ed25519._decode(spelt) is None
        assert not ed25519.verify(spelt, MESSAGE, SIGNATURE)
        assert not ed25519.verify(PUBLIC, MESSAGE, spelt + SIGNATURE[32:])


@pytest.mark.parametrize(
    ("spelt", "good"), [(1, True), (1 + ed25519.P, False), (1 | 1 << 255, False)]
)
def test_the_identity_as_r_has_one_spelling(spelt: int, good: bool) -> None:
    signature = signed_with(PUBLIC, spelt.to_bytes(32, "little"), 0, MESSAGE)
    assert ed25519.verify(PUBLIC, MESSAGE, signature) is good


@pytest.mark.parametrize("y", [1, ed25519.P - 1])
def test_minus_zero_is_no_coordinate(y: int) -> None:
    assert ed25519._decode(y.to_bytes(32, "little")) is not None
    assert ed25519._decode((y | 1 << 255).to_bytes(32, "little")) is None


@pytest.mark.parametrize("index", range(8))
def test_no_factor_eight_hides_a_part_of_small_order(index: int) -> None:
    nonce = 4242
    clean = ed25519._combine(nonce, 0, ed25519.IDENTITY)
    commitment = ed25519._encode(ed25519._add(clean, ed25519._addend(TORSION[index])))
    signature = signed_with(PUBLIC, commitment, nonce, MESSAGE)
    assert ed25519.verify(PUBLIC, MESSAGE, signature) is (index == 0)


@pytest.mark.parametrize("index", range(1, 8))
def test_keys_of_mixed_order_are_judged_as_the_compiled_library_does(index: int) -> None:
    clean = ed25519._decode(PUBLIC)
    assert clean is not None
    public = ed25519._encode(ed25519._add(clean, ed25519._addend(TORSION[index])))
    commitment = ed25519._encode(ed25519._combine(7, 0, ed25519.IDENTITY))
    answers = set()
    for number in range(40):
        message = b"%d" % number
        signature = signed_with(public, commitment, 7, message)
        answer = ed25519.verify(public, message, signature)
        assert answer is other_says(public, message, signature)
        answers.add(answer)
    assert answers == {True, False}


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
        (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    ],
)
def test_the_vectors_of_sm3(data: bytes, digest: str) -> None:
    assert sm3(data).hex() == digest


@pytest.mark.parametrize("size", [*range(130), 1000, 4096])
def test_sm3_pads_every_length_as_openssl_does(size: int) -> None:
    data = bytes(place * 7 & 255 for place in range(size))
    assert sm3(data) == openssl_sm3(data)


@given(st.binary(max_size=500))
def test_sm3_is_the_hash_of_openssl(data: bytes) -> None:
    assert sm3(data) == openssl_sm3(data)


def openssl_sm3(data: bytes) -> bytes:
    """OpenSSL's answer; a build without SM3 leaves these comparisons to the vectors above."""
    return hashlib.new("sm3", data).digest() if "sm3" in hashlib.algorithms_available else sm3(data)
