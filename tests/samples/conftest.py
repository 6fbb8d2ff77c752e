"""The sample blogosphere, for every test of this folder."""

from tests.support.blogosphere import blogosphere

__all__ = ["blogosphere"]
