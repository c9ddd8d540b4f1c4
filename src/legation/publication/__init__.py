"""Editions, tables and exports: answers leaving the core for people and machines."""
