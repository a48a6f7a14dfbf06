"""Text that people read: English in the engine, translated by the window."""
