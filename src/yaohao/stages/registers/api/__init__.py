"""The registers for other programs (docs/api.md)."""

from yaohao.stages.registers.api.importing import router as imports
from yaohao.stages.registers.api.reading import router as registers

__all__ = ["imports", "registers"]
