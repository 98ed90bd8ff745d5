import { Code, Group, Table, Text } from '@mantine/core'
import problems from '../../../../../docs/api/problems.md?raw'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'
import { Scroller } from '~/ui/scroller'
import { readProblemCodes } from '../reference/problem-codes'

const rows = readProblemCodes(problems)

/** Every code of a refusal, what it means and what to do about it. */
export function ProblemCodes() {
  const { t } = useWords()
  return (
    <Card title={t('reference.problems')}>
      <Text size="sm" mb="sm">{t('reference.problem')}</Text>
      <Scroller label={t('reference.problemTable')} maxHeight={480}>
        <Table miw={640} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('reference.status')}</Table.Th>
              <Table.Th>code</Table.Th>
              <Table.Th>{t('reference.meaning')}</Table.Th>
              <Table.Th>{t('reference.remedy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(row => (
              <Table.Tr key={row.codes.join()}>
                <Table.Td>{row.status}</Table.Td>
                <Table.Td><Group gap={4}>{row.codes.map(code => <Code key={code}>{code}</Code>)}</Group></Table.Td>
                <Table.Td>{row.meaning}</Table.Td>
                <Table.Td>{row.remedy}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroller>
    </Card>
  )
}
