//go:build tools

// Package tools says what of the modules is built, so that go.mod keeps it.
package tools

import (
	_ "github.com/gen2brain/malgo"
	_ "github.com/ollama/ollama"
)
