import { Button, Code, Collapse, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconChevronDown } from '~/ui/icons'
import classes from '../developers.module.css'
import { type ApiDescription, type Operation, type Schema, resolve, typeOf } from '../reference/openapi'
import { Marked } from './marked'

const DeepestFields = 4

/** What stands in the address and the headers of a call. */
export function Parameters({ operation }: { operation: Operation }) {
  const { t } = useWords()
  const parameters = operation.parameters ?? []
  if (parameters.length === 0) return null
  return (
    <div>
      <Title order={3} size="h5">{t('reference.parameters')}</Title>
      <dl className={classes.fields}>
        {parameters.map(one => (
          <Field key={one.name} name={one.name} type={`${typeOf(one.schema ?? {})} · ${one.in}`}
            isRequired={one.required ?? false} text={one.description} />
        ))}
      </dl>
    </div>
  )
}

type FieldsProps = { title: string; schema: Schema; description: ApiDescription; isFolded?: boolean }

/** The fields of a body or an answer; an answer's are folded until they are asked for. */
export function Fields({ title, schema, description, isFolded = false }: FieldsProps) {
  const [isOpen, { toggle }] = useDisclosure(!isFolded)
  const id = useId()
  return (
    <div>
      <Title order={isFolded ? 4 : 3} size="h5" fw={isFolded ? 500 : undefined}>
        <UnstyledButton className={classes.fold} aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
          {title} · {typeOf(schema)}
          <IconChevronDown size={16} aria-hidden style={{ rotate: isOpen ? '180deg' : '0deg' }} />
        </UnstyledButton>
      </Title>
      <Collapse expanded={isOpen} id={id}>
        {isOpen && <FieldList schema={schema} description={description} depth={0} />}
      </Collapse>
    </div>
  )
}

function FieldList({ schema, description, depth }: { schema: Schema; description: ApiDescription; depth: number }) {
  const shape = resolve(schema, description)
  const inner = shape.items ? resolve(shape.items, description) : shape
  if (!inner.properties) return inner.description ? <Text size="sm" c="dimmed">{inner.description}</Text> : null
  return (
    <dl className={classes.fields}>
      {Object.entries(inner.properties).map(([name, field]) => (
        <Field key={name} name={name} type={typeOf(field)} isRequired={inner.required?.includes(name) ?? false}
          text={resolve(field, description).description}>
          {depth < DeepestFields && <Inner schema={field} description={description} depth={depth + 1} />}
        </Field>
      ))}
    </dl>
  )
}

/** The fields within a field, behind a button: some shapes are deep. */
function Inner(props: { schema: Schema; description: ApiDescription; depth: number }) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const id = useId()
  const shape = resolve(props.schema, props.description)
  const inner = shape.items ? resolve(shape.items, props.description) : shape
  if (!inner.properties) return null
  return (
    <Stack gap={0} align="start">
      <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        {isOpen ? '−' : '+'} {typeOf(props.schema)}
      </Button>
      <div id={id}>{isOpen && <FieldList {...props} />}</div>
    </Stack>
  )
}

type FieldProps = { name: string; type: string; isRequired: boolean; text: string | undefined; children?: ReactNode }

function Field({ name, type, isRequired, text, children }: FieldProps) {
  const { t } = useWords()
  return (
    <div className={classes.field}>
      <dt>
        <Code>{name}</Code>
        <Text span size="xs" c="dimmed"> {type}{isRequired && ` · ${t('reference.required')}`}</Text>
      </dt>
      <dd>
        {text && <Text size="sm"><Marked text={text} /></Text>}
        {children}
      </dd>
    </div>
  )
}
