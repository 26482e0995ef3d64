"""The curated YAML catalog as nouns: read with line and column, decoded, checked; every fault named with its place and remedy."""

from etl.catalog.folders import CatalogRoots
from etl.catalog.jsonschema import write_schemas
from etl.catalog.load import load_catalog

__all__ = ["CatalogRoots", "load_catalog", "write_schemas"]
