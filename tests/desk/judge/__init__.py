"""Tests of reviewing at the desk."""
