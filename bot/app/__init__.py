"""Wiring: settings, engines, schedule. The thin front door of the service."""
