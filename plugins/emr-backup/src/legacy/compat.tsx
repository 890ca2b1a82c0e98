import type { ComponentType } from 'react';
import { compatWrapper } from '@backstage/core-compat-api';

/** Lets a component of the new frontend system run in an old one. */
export const compat = (Component: ComponentType) => () =>
  compatWrapper(<Component />);
