"""Tests of the workbench of incidents."""
