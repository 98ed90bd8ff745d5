import {
  type CSSVariablesResolver, type MantineColorShade, createTheme, localStorageColorSchemeManager,
} from '@mantine/core'
import type { Branding } from '~/api/types'
import { readableShade, shadesOf, suits } from '~/lib/palette'

/** Greys of paper and ink, light to dark: a little warm, as prints are. */
const Paper = [
  '#fbf9f6', '#f4f1ec', '#e9e4dc', '#dad3c9', '#c2bab0', '#988f85', '#746c63', '#554f48', '#3b3631', '#252220',
]
const Ink = [
  '#eae5dd', '#cfc8bd', '#aba397', '#7f786e', '#4f4943', '#3a3530', '#2b2723', '#14120f', '#1b1815', '#0e0c0b',
]

/** The service in its operator's colours, made readable where they are not. */
export function themeOf(brand: Branding) {
  const shades = shadesOf(brand.primaryColour)
  return createTheme({
    primaryColor: 'brand',
    primaryShade: { light: shadeFor(shades, '#ffffff', 6, 1), dark: shadeFor(shades, '#ffffff', 6, 1) },
    colors: { brand: tuple(shades), accent: tuple(shadesOf(brand.accentColour)), gray: tuple(Paper), dark: tuple(Ink) },
    autoContrast: true,
    luminanceThreshold: 0.18,
    defaultRadius: 'md',
    cursorType: 'pointer',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
    headings: {
      fontFamily: '"Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, "DejaVu Serif", serif',
      fontWeight: '600',
    },
    components: {
      Anchor: { defaultProps: { underline: 'always' } },
      Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
      Modal: { defaultProps: { centered: true, radius: 'lg' } },
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    },
  })
}

/**
 * Behind everything the operator's colour in the scheme that it suits, paper or ink in the other; what lies on it is a
 * little lighter in both.
 */
export const variablesOf = ({ backgroundColour }: Branding): CSSVariablesResolver => theme => ({
  variables: {},
  light: {
    '--mantine-color-body': suits(backgroundColour, 'light') ? backgroundColour : Paper[0]!,
    '--mantine-color-dimmed': Paper[6]!,
    '--mantine-color-error': '#b3261e',
    '--mezzotint-surface': '#ffffff',
    '--mezzotint-line': Paper[2]!,
    '--mezzotint-plate': Paper[2]!,
    '--mantine-color-placeholder': '#7d756c',
    '--mezzotint-accent': theme.colors.accent![5]!,
  },
  dark: {
    '--mantine-color-body': suits(backgroundColour, 'dark') ? backgroundColour : Ink[7]!,
    '--mantine-color-dimmed': Ink[2]!,
    '--mantine-color-error': '#ff9d94',
    '--mezzotint-surface': Ink[8]!,
    '--mezzotint-line': Ink[6]!,
    '--mezzotint-plate': Ink[6]!,
    '--mantine-color-placeholder': '#918a7f',
    '--mezzotint-accent': theme.colors.accent![5]!,
  },
})

export const colourSchemes = localStorageColorSchemeManager({ key: 'mezzotint-colour-scheme' })

const tuple = (shades: string[]) => shades as unknown as readonly [
  string, string, string, string, string, string, string, string, string, string,
]

const shadeFor = (...asked: Parameters<typeof readableShade>) => readableShade(...asked) as MantineColorShade
