// Kernels take their working squares from the stack and write each before they read it: zeroing them first cost a tenth of a Winograd transform.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
