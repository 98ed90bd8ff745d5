import { expect, test } from '@playwright/test'
import { Password, createPictures, givenPerson, logIn, mailedLink, startCreating } from './people'

const prompt = 'a yellow boat on the sea at sunset, watercolour'

test('register, confirm by mail, create two pictures, reload, and run out of credits', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('main').getByRole('link', { name: 'Create account' }).click()
  await page.getByLabel('E-mail address').fill('new@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill(Password)
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('We wrote to new@example.com')).toBeVisible()

  await page.goto(await mailedLink('new@example.com'))
  await expect(page.getByText('Your address is confirmed')).toBeVisible()
  expect(page.url()).not.toContain('#')
  await logIn(page, 'new@example.com')

  await page.getByLabel('What should the picture show?').fill(prompt)
  await page.getByRole('button', { name: 'Advanced' }).click()
  await page.getByLabel('Steps').fill('80') // long enough for a reload in the middle
  await expect(page.getByText('Costs 2 images, 20 left')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Waiting|Place \d|Starting|Step \d/).first()).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('What should the picture show?')).toHaveValue(prompt)
  await expect(page.getByText(/Step \d+ of \d+/).first()).toBeVisible()
  await expect(page.getByRole('link', { name: `Open picture: ${prompt}` })).toHaveCount(2, { timeout: 60_000 })
  await expect(page.getByRole('link', { name: '18 images left' })).toBeVisible()

  await expect(page.getByLabel('Steps')).toHaveValue('80') // what is set is seen, also after a reload
  await page.getByLabel('Steps').fill('2') // what is spent here is looked at by nobody
  await page.getByRole('radiogroup', { name: 'Pictures' }).getByText('4', { exact: true }).click()
  for (let left = 18; left >= 4; left -= 4) {
    await expect(page.getByText(`Costs 4 images, ${left} left`)).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0, { timeout: 60_000 })
  }
  await expect(page.getByText('This costs 4 images; you have 2 images.')).toBeVisible()
})

test('open a picture, start from it, paint a mask, and inpaint', async ({ page }) => {
  await givenPerson('painter@example.com')
  await startCreating(page, 'painter@example.com')
  await createPictures(page, 'a red house on a green hill at night')
  await page.getByRole('link', { name: /^Open picture/ }).click()
  await expect(page.getByRole('heading', { name: 'Recipe' })).toBeVisible()
  await page.getByRole('link', { name: 'Start from this' }).click()
  await expect(page.getByText('All of the picture changes.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('All of the picture changes.')).toBeVisible()
  await createPictures(page, 'a red house in the snow by day')

  await page.getByRole('button', { name: 'Paint a mask' }).click()
  const canvas = page.getByRole('dialog').locator('canvas').first()
  const box = (await canvas.boundingBox())!
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 20, { steps: 6 })
  await page.mouse.up()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Use this mask' })).toBeDisabled()
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+z')
  await page.getByRole('application').focus() // the same by keys
  await page.keyboard.press('Space')
  for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Paint a mask' }).click() // what was painted is there again
  await page.getByRole('button', { name: 'Use this mask' }).click()
  await expect(page.getByText('Only the painted part changes.')).toBeVisible()
  await createPictures(page, 'a blue house on a green hill at night')

  await page.getByRole('link', { name: 'History' }).first().click()
  await expect(page.getByRole('link', { name: /^Open picture/ })).toHaveCount(3)
  await page.getByRole('combobox', { name: 'How it was made' }).click()
  await page.getByRole('option', { name: 'Painted in' }).click()
  await expect(page.getByRole('link', { name: /^Open picture/ })).toHaveCount(1)
  await page.goto('/history')
  await page.getByRole('searchbox', { name: 'Search in prompts' }).fill('snow -night')
  await expect(page.getByRole('link', { name: /^Open picture/ })).toHaveCount(1)
  await expect(page).toHaveURL(/words=snow/)
})

test('what waits can be cancelled and costs nothing', async ({ page }) => {
  await givenPerson('hasty@example.com')
  await startCreating(page, 'hasty@example.com')
  await page.getByLabel('What should the picture show?').fill('a green rocket in the desert at night')
  await page.getByRole('radiogroup', { name: 'Pictures' }).getByText('4', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Cancel picture 4' }).click()
  await expect(page.getByText('Cancelled')).toHaveCount(1)
  await expect(page.getByText('Nothing was charged.')).toHaveCount(1)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('Cancelled').nth(1)).toBeVisible()
})

test('deleted pictures can be brought back for a moment', async ({ page }) => {
  await givenPerson('tidy@example.com')
  await startCreating(page, 'tidy@example.com')
  await createPictures(page, 'an orange cat on the beach by day', 2)
  await page.goto('/history')
  const pictures = page.getByRole('link', { name: /^Open picture/ })
  await expect(pictures).toHaveCount(2)
  await page.getByRole('checkbox', { name: /^Choose/ }).first().check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
  await expect(pictures).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(pictures).toHaveCount(2)
})
